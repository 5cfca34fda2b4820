/**
 * The poll loop of a lane: offer, run, commit, discharge, release. It owns no thread and has one
 * effect at most in each poll, so that whoever polls decides when and a simulation may stop it
 * between any two.
 */
@NullMarked
package dev.portals.driver;

import org.jspecify.annotations.NullMarked;
