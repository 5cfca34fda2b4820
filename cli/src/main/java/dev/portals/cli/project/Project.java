package dev.portals.cli.project;

import dev.portals.cli.ExitException;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;

/**
 * What a project is called.
 *
 * @param name of its artifact, its jar and its application
 * @param packageName of its classes
 */
record Project(String name, String packageName) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final Pattern PACKAGE =
      Pattern.compile("[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)*", Pattern.CASE_INSENSITIVE);

  /** An application's name may be no longer. */
  private static final int LONGEST_NAME = 64;

  private static final int LONGEST_PACKAGE = 200;

  Project {
    requireName(name);
    requirePackage(packageName);
  }

  /** A project whose package is its name without hyphens. */
  static Project named(String name) {
    requireName(name);
    return new Project(name, name.replace("-", ""));
  }

  private static void requireName(String name) {
    if (name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
      throw new ExitException(
          ExitException.Status.USAGE,
          "\"%s\" is no name of a project: up to %d of a to z, 0 to 9 and single hyphens inside, the first a letter. Maybe %s"
              .formatted(name, LONGEST_NAME, like(name)));
    }
  }

  /** The nearest that would be a name. */
  private static String like(String name) {
    var words =
        name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^[-0-9]+", "");
    var shorter = words.substring(0, Math.min(words.length(), LONGEST_NAME)).replaceAll("-$", "");
    return shorter.isEmpty() ? "my-shop" : shorter;
  }

  private static void requirePackage(String name) {
    if (name.length() > LONGEST_PACKAGE || !PACKAGE.matcher(name).matches()) {
      throw new ExitException(
          ExitException.Status.USAGE,
          "\"%s\" is no package: up to %d letters of a to z, digits and _, in parts between dots, each beginning with a letter. Maybe --package com.example.shop"
              .formatted(name, LONGEST_PACKAGE));
    }
    if (!SourceVersion.isName(name, SourceVersion.RELEASE_17)) {
      throw new ExitException(
          ExitException.Status.USAGE,
          "\"%s\" is no package: one of its parts is a word of Java. Maybe --package com.example.my%s"
              .formatted(name, name.replace(".", "")));
    }
    if (name.equals("java") || name.startsWith("java.")) {
      throw new ExitException(
          ExitException.Status.USAGE,
          "\"%s\" is no package for a project: Java keeps it for itself. Maybe --package com.example.shop"
              .formatted(name));
    }
  }

  /** Where the sources of the package are, below a root of sources. */
  String folder() {
    return packageName.replace('.', '/');
  }
}
