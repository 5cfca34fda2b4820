package dev.portals.conformance;

import java.nio.file.Path;

/** The local runtime: in this process, and in one of its own that dies by SIGKILL. */
class LocalConformanceTest extends ConformanceTest {
  @Override
  Backend open(Program program, Path data) {
    return new LocalBackend(program, data);
  }

  @Override
  Backend.Killable openToKill(Program program, Path data) throws Exception {
    return new LocalProcessBackend(program, data);
  }
}
