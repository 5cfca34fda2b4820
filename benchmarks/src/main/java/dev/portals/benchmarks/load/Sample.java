package dev.portals.benchmarks.load;

/**
 * What is used at one moment.
 *
 * @param seconds since the load began
 * @param heap bytes that are in use after a collection
 * @param process bytes of the process that are in memory
 * @param disk bytes of the data directory
 * @param events booked since the load began
 */
record Sample(double seconds, long heap, long process, long disk, long events) {}
