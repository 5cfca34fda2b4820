/**
 * Traces of asks from outside. {@link dev.portals.local.tracing.OpenTelemetryTracing} is the only
 * class here that needs the OpenTelemetry API, which is an optional dependency.
 */
@NullMarked
package dev.portals.local.tracing;

import org.jspecify.annotations.NullMarked;
