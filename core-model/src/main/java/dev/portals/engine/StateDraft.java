package dev.portals.engine;

import dev.portals.codec.Bytes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One state during one step: what is committed and what the step wrote over it. */
final class StateDraft {
  /** The value of one key. It is looked up once, however often the step reads and writes it. */
  final class Cell {
    private final String key;
    private @Nullable Bytes value;
    private boolean isWritten;

    private Cell(String key) {
      this.key = key;
      this.value = committed.get(key);
    }

    @Nullable Bytes value() {
      return value;
    }

    void write(@Nullable Bytes written) {
      value = written;
      if (!isWritten) {
        isWritten = true;
        writes.add(this);
      }
    }
  }

  private final String name;
  private final Map<String, Bytes> committed;
  private final Map<String, Cell> cells;
  private final List<Cell> writes;

  /**
   * Nothing is written yet.
   *
   * @param keys how many the step will use, mostly
   */
  StateDraft(String name, Map<String, Bytes> committed, int keys) {
    this.name = name;
    this.committed = committed;
    this.cells = new HashMap<>(2 * keys);
    this.writes = new ArrayList<>(keys);
  }

  Cell cell(String key) {
    return cells.computeIfAbsent(key, Cell::new);
  }

  /** All values, in the order of their keys. */
  SortedMap<String, Bytes> values() {
    var values = new TreeMap<>(committed);
    for (var cell : writes) {
      if (cell.value == null) {
        values.remove(cell.key);
      } else {
        values.put(cell.key, cell.value);
      }
    }
    return values;
  }

  /** Adds what was written, in the order of the first writes. */
  void addTo(List<Step.StateChange> changes) {
    for (var cell : writes) {
      changes.add(new Step.StateChange(name, cell.key, Optional.ofNullable(cell.value)));
    }
  }
}
