package dev.portals.protocol;

import java.util.List;

/**
 * The atomic unit of one lane (rules C1, C2).
 *
 * @param number from 1, dense
 * @param attempt tells who wrote it, should two have tried
 * @param at when its steps ran, in milliseconds since 1970-01-01 UTC
 * @param planEpoch the deployment whose code wrote it (C9)
 */
public record Commit(long number, long attempt, long at, long planEpoch, List<Entry> entries) {}
