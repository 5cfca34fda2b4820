package dev.portals.cli;

import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar's manifest. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {
      "portals " + (version == null ? "(not run from its jar)" : version),
      "Java " + Runtime.version(),
    };
  }
}
