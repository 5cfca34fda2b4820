package dev.portals.testkit;

/**
 * Something that a process does in a run.
 *
 * @param number counted in the run, from 1
 */
record Event(long number, CrashPoint point) {}
