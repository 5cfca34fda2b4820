package dev.portals.cli.run;

/**
 * The result of an example.
 *
 * @param text for people, ending with a line break
 * @param addsUp whether the figures are right
 */
record Report(String text, boolean addsUp) {}
