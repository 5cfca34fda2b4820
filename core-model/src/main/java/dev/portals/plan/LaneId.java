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

  /** As of any record, but quick for the same object: lanes are keys in every step. */
  @Override
  public boolean equals(Object other) {
    return this == other
        || other instanceof LaneId that
            && number == that.number
            && operator.equals(that.operator)
            && application.equals(that.application)
            && incarnation.equals(that.incarnation);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * (31 * application.hashCode() + incarnation.hashCode()) + operator.hashCode())
        + number;
  }

  @Override
  public String toString() {
    return "/" + application + "/" + operator + "#" + number;
  }
}
