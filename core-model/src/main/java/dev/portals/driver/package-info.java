/**
 * The poll loop of a lane: offer, run, commit, discharge, release. It owns no thread and calls one
 * port at most in each poll, so that whoever polls decides when and a simulation may stop it
 * between any two.
 */
@NullMarked
package dev.portals.driver;

import org.jspecify.annotations.NullMarked;
