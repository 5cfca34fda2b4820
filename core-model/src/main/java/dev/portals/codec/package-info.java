/**
 * The bytes of events, state, asks and answers: a small codec derived from record components.
 *
 * <p>{@link dev.portals.codec.Codecs} says which types have bytes, what the bytes look like and how
 * a type may change. {@link dev.portals.codec.Bytes} is what leaves and enters, {@link
 * dev.portals.codec.Checked} puts a checksum around what is stored.
 */
@NullMarked
package dev.portals.codec;

import org.jspecify.annotations.NullMarked;
