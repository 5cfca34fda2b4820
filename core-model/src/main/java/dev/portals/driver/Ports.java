package dev.portals.driver;

import dev.portals.spi.AskTransport;
import dev.portals.spi.LaneListener;
import dev.portals.spi.LaneStore;
import dev.portals.spi.StreamTransport;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** What a lane reaches the world through. */
public record Ports(
    LaneStore store,
    StreamTransport streams,
    AskTransport asks,
    LaneListener listener,
    InstantSource time,
    RandomGenerator random) {}
