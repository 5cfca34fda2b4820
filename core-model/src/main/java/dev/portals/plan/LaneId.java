package dev.portals.plan;

/**
 * One lane of an operator.
 *
 * @param application the name, without the slash
 * @param number from 0
 */
public record LaneId(String application, Incarnation incarnation, String operator, int number) {
  /** The same place whatever the incarnation. */
  public Place place() {
    return new Place(application, operator, number);
  }

  /** A lane without its incarnation. */
  public record Place(String application, String operator, int number) {}

  @Override
  public String toString() {
    return "/" + application + "/" + operator + "#" + number;
  }
}
