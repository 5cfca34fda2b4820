/**
 * What user code touches: paths of streams and portals, the declarations of a task, its handles and
 * contexts, answers and generators. Nothing here knows how a step is committed.
 */
@NullMarked
package dev.portals.task;

import org.jspecify.annotations.NullMarked;
