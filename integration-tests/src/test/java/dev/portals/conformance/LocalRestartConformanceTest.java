package dev.portals.conformance;

/** The local runtime in this process, closed and opened again once in every program. */
class LocalRestartConformanceTest extends LocalConformanceTest {
  @Override
  int kills() {
    return programs().size();
  }
}
