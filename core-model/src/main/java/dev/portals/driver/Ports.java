package dev.portals.driver;

import dev.portals.spi.AskTransport;
import dev.portals.spi.LaneListener;
import dev.portals.spi.LaneStore;
import dev.portals.spi.StreamTransport;
import dev.portals.spi.WakeRows;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * What a lane reaches the world through.
 *
 * @param wakes {@link WakeRows#NONE} if this process drives the lane until all is done; otherwise
 *     {@link LaneDriver#leave} ends a stay in it
 */
public record Ports(
    LaneStore store,
    WakeRows wakes,
    StreamTransport streams,
    AskTransport asks,
    LaneListener listener,
    InstantSource time,
    RandomGenerator random) {}
