package dev.portals.conformance;

import java.nio.file.Path;

/** The local runtime in this process, closed and opened again once in every program. */
class LocalConformanceTest extends ConformanceTest {
  @Override
  Backend open(Program program, Path data) {
    return new LocalBackend(program, data);
  }

  @Override
  int kills() {
    return programs().size();
  }
}
