/**
 * The graph of an application as data: what the builders make and the plan, the engine and the
 * checks read.
 */
@NullMarked
package dev.portals.model;

import org.jspecify.annotations.NullMarked;
