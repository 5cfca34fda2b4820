package dev.portals.examples.post;

import dev.portals.build.Application;
import dev.portals.task.AtomStream;
import dev.portals.task.Sequencer;
import dev.portals.task.Splitter;

/**
 * Three applications. Parcels come into the hall of {@code /post} from outside, and back from the
 * rounds of {@code /depot} when nobody was at home; {@code /express} takes those that are urgent.
 */
public final class PostOffice {
  /** What people post. */
  public static final AtomStream<Parcel> POSTED =
      AtomStream.at("/post/streams/posted", Parcel.class);

  /** Where all parcels lie in one order. */
  public static final Sequencer<Parcel> HALL = Sequencer.at("/post/sequencers/hall", Parcel.class);

  /** Where others take theirs from. */
  public static final Splitter<Parcel> SHELVES =
      Splitter.at("/post/splitters/shelves", Parcel.class);

  private static final AtomStream<Parcel> BACK = AtomStream.at("/depot/streams/back", Parcel.class);

  private PostOffice() {}

  public static Application post() {
    return Application.named(
        "post",
        app -> {
          app.connect(app.external(POSTED), HALL);
          app.splitter(SHELVES, app.sequencer(HALL));
        });
  }

  public static Application depot() {
    return Application.named(
        "depot",
        app -> {
          var round = app.split(SHELVES, "round", parcel -> !parcel.urgent());
          var doors = app.workflow("doors", round).split(parcel -> parcel.absent() == 0);
          doors
              .matching()
              .key(Parcel::to)
              .task(
                  "count",
                  String.class,
                  task -> {
                    var count = task.perKey("count", Integer.class, 0);
                    return (parcel, ctx) ->
                        ctx.emit(ctx.key() + " has " + ctx.state(count).update(n -> n + 1));
                  })
              .sink("delivered");
          app.connect(doors.other().map(Parcel.class, Parcel::triedAgain).sink(BACK), HALL);
        });
  }

  public static Application express() {
    return Application.named(
        "express",
        app ->
            app.workflow("ride", app.split(SHELVES, "urgent", Parcel::urgent))
                .map(String.class, Parcel::to)
                .sink("delivered"));
  }
}
