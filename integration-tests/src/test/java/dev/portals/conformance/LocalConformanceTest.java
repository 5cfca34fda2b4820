package dev.portals.conformance;

import java.nio.file.Path;

/** The local runtime in this process. */
class LocalConformanceTest extends ConformanceTest {
  @Override
  Backend open(Program program, Path data) {
    return new LocalBackend(program, data);
  }

  @Override
  int kills() {
    return 0;
  }
}
