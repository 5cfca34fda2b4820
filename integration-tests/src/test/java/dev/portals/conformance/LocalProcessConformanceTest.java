package dev.portals.conformance;

import java.nio.file.Path;

/** The local runtime in a process of its own, killed at any moment. */
class LocalProcessConformanceTest extends ConformanceTest {
  @Override
  Backend open(Program program, Path data) throws Exception {
    return new LocalProcessBackend(program, data);
  }

  @Override
  int kills() {
    return kills(20);
  }
}
