package dev.portals.conformance;

import java.nio.file.Path;

/** The local runtime, closed and opened again. */
class LocalConformanceTest extends ConformanceTest {
  @Override
  Backend open(Program program, Path data) {
    return new LocalBackend(program, data);
  }

  /** A restart in order is not worth more than one try each. */
  @Override
  int kills() {
    return programs().size();
  }
}
