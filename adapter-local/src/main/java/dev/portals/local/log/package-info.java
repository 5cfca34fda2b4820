/**
 * The append-only segment log of a durable single process: one total order of entries, made durable
 * epoch by epoch.
 *
 * <p>{@link dev.portals.local.log.SegmentLog} is the way in. The package works on bytes; it knows
 * nothing of lanes.
 *
 * <h2>Format</h2>
 *
 * <p>A directory holds segments, {@code 00000000000000000001.log} and so on, each named by the
 * number of the first epoch in it, and each filled with zeros before it is used. Its last sector
 * stays zero, so a file that was cut is recognized wherever it was. The first segment may start at
 * any number: what is older was covered by snapshots and removed. An epoch is what one fdatasync
 * makes durable, all of it or none. Its parts, all numbers big-endian:
 *
 * <pre>
 *   byte 0    0x50, then 0x4C 0x4F 0x47   magic
 *   byte 4    int   format version (1)
 *   byte 8    long  epoch number, consecutive through the whole log
 *   byte 16   int   payload length in bytes
 *   byte 20   int   entries in the payload
 *   byte 24   int   CRC32C of bytes 0 to 23
 *   byte 28         payload: per entry an int length and that many bytes
 *             zeros up to the last four bytes of the last sector
 *   last 4    int   CRC32C of everything before it: header (so the epoch number), payload, zeros
 * </pre>
 *
 * <p>An epoch starts at a 512-byte sector and never spans two segments. The first byte of each
 * further sector of an epoch is 0xA5 and carries no payload: thus no sector of a written epoch is
 * all zero, not even after one bit flipped, and no payload can pass for the start of an epoch.
 *
 * <h2>Why sectors decide what was torn</h2>
 *
 * <p>A disk writes a sector whole or not at all; within one write the order of sectors is open. A
 * process that is killed without a loss of power leaves in the page cache what it had handed over,
 * again in whole sectors, because epochs and the buffer they are written from are aligned to
 * sectors. All sectors were zero before. So an epoch whose write was cut by a crash lacks at least
 * one sector, and that sector is all zero; and it is the newest one, because the next is written
 * only after the sync of this one. Such an epoch was never acknowledged and is removed. An epoch
 * that has all its sectors and still does not match its checksum was not torn but damaged later; it
 * may have been acknowledged, so opening is refused and nothing is changed. What this cannot tell
 * apart: a whole sector of the newest epoch that a disk lost after it had confirmed it, newest
 * epochs of which it lost every sector, and newest segments that somebody removed.
 */
@NullMarked
package dev.portals.local.log;

import org.jspecify.annotations.NullMarked;
