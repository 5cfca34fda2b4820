package dev.portals.cli.run;

/**
 * How much an example does.
 *
 * @param operations events in all
 * @param atom events in an atom
 */
record Scale(int operations, int atom) {}
