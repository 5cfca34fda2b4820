package dev.portals.examples.actors;

import dev.portals.task.Asker;
import dev.portals.task.PartPath;
import dev.portals.task.PerKey;
import dev.portals.task.PerKeyMap;
import dev.portals.task.Portal;
import dev.portals.task.ReplyContext;
import dev.portals.task.Stash;
import dev.portals.task.Task;
import dev.portals.task.TaskBuilder;
import dev.portals.task.TaskContext;
import java.util.function.Consumer;

/**
 * Actors of one kind (C. Hewitt, P. Bishop, R. Steiger, A Universal Modular ACTOR Formalism, IJCAI
 * 1973). An actor is a key, its behaviour is state under that key, its mailbox a portal without key
 * function. A message is handled in a step of its own, exactly once, and what it tells and spawns
 * leaves with that step's commit. Between two lanes messages keep their order.
 *
 * @param <M> messages
 * @param <R> what an actor that is asked may reply
 * @param <B> behaviours: a record, or a sealed interface of records
 */
public final class Actors<M, R, B extends Actors.Behaviour<M, R, B>> {
  /** The address of an actor; part of messages and behaviours. */
  @SuppressWarnings("UnusedTypeParameter") // says what it may be told
  public record ActorRef<M>(String key) {}

  /** What an actor does next. It holds what the actor remembers. */
  public interface Behaviour<M, R, B> {
    /** Handles a message and gives back the behaviour for the next one. */
    B receive(M message, Context<M, R, B> ctx);
  }

  /** What an actor may do while it handles a message. */
  public interface Context<M, R, B> {
    ActorRef<M> self();

    /** Makes an actor; its reference may be told to others at once. */
    ActorRef<M> spawn(B behaviour);

    void tell(ActorRef<M> actor, M message);

    /** Answers an ask; without one, of a message that was told, it goes nowhere. */
    void reply(R reply);

    /** Ends this actor after the message; later ones are dropped. */
    void stop();
  }

  /** That a message or a behaviour has arrived. */
  public record Arrived() {}

  private static final String NOW = "now";

  private final Portal<M, Arrived> mailbox;
  private final Portal<M, R> questions;
  private final Portal<B, Arrived> births;

  private Actors(Portal<M, Arrived> mailbox, Portal<M, R> questions, Portal<B, Arrived> births) {
    this.mailbox = mailbox;
    this.questions = questions;
    this.births = births;
  }

  /** A kind of actors of an application; a constant, as a portal is. */
  public static <M, R, B extends Behaviour<M, R, B>> Actors<M, R, B> of(
      String application, String kind, Class<M> message, Class<R> reply, Class<B> behaviour) {
    return new Actors<>(
        Portal.at(path(application, kind, "tell"), message, Arrived.class),
        Portal.at(path(application, kind, "ask"), message, reply),
        Portal.at(path(application, kind, "spawn"), behaviour, Arrived.class));
  }

  private static String path(String application, String kind, String verb) {
    return new PartPath(application, "portals", kind + "." + verb).toString();
  }

  /** The service that the actors live in: {@code app.service("actors", kind.task()).consume()}. */
  public Task<Void, Void> task() {
    return Task.service(Void.class, task -> new Stage(task));
  }

  /** How another task meets the actors. */
  public Access in(TaskBuilder<?, ?> task) {
    return new Access(task.asks(mailbox), task.asks(questions), task.asks(births));
  }

  /** What another task, declared with {@link Actors#in}, does to actors. */
  public final class Access {
    private final Asker<M, Arrived> teller;
    private final Asker<M, R> asker;
    private final Asker<B, Arrived> spawner;

    private Access(Asker<M, Arrived> teller, Asker<M, R> asker, Asker<B, Arrived> spawner) {
      this.teller = teller;
      this.asker = asker;
      this.spawner = spawner;
    }

    /** Makes the actor of a name, which must be a new one. */
    public ActorRef<M> spawn(TaskContext<?> ctx, String name, B behaviour) {
      ctx.ask(spawner.at(name), behaviour);
      return new ActorRef<>(name);
    }

    /** As from {@code onNext}. */
    public ActorRef<M> spawn(ReplyContext<?, ?> ctx, String name, B behaviour) {
      ctx.ask(spawner.at(name), behaviour);
      return new ActorRef<>(name);
    }

    /** Leaves a message in an actor's mailbox. */
    public void tell(TaskContext<?> ctx, ActorRef<M> actor, M message) {
      ctx.ask(teller.at(actor.key()), message);
    }

    /** As from {@code onNext}. */
    public void tell(ReplyContext<?, ?> ctx, ActorRef<M> actor, M message) {
      ctx.ask(teller.at(actor.key()), message);
    }

    /** For {@code ctx.ask(access.at(actor), message).then(…)}: fails unless the actor replies. */
    public Asker<M, R> at(ActorRef<M> actor) {
      return asker.at(actor.key());
    }

    /** The asker that continuations are declared with. */
    public Asker<M, R> asker() {
      return asker;
    }
  }

  private final class Stage {
    private final PerKeyMap<String, B> behaviour;
    private final PerKey<Boolean> stopped;
    private final PerKey<Integer> children;
    private final Stash<M> early;
    private final Asker<M, Arrived> teller;
    private final Asker<B, Arrived> spawner;

    Stage(TaskBuilder<Void, Void> task) {
      behaviour = task.perKeyMap("behaviour", String.class, births.request());
      stopped = task.perKey("stopped", Boolean.class, false);
      children = task.perKey("children", Integer.class, 0);
      early = task.stash("early", mailbox.request());
      teller = task.asks(mailbox);
      spawner = task.asks(births);
      task.replies(births).onAsk(this::born);
      task.replies(mailbox).onAsk(this::told);
      task.replies(questions).onAsk((message, ctx) -> handle(message, ctx, ctx::reply));
    }

    private void born(B first, ReplyContext<Void, Arrived> ctx) {
      ctx.state(behaviour).put(NOW, first);
      for (var message : ctx.state(early).takeAll()) {
        handle(message, ctx, reply -> {});
      }
      ctx.reply(new Arrived());
    }

    /** A reference may come to others, and their messages here, before the behaviour does. */
    private void told(M message, ReplyContext<Void, Arrived> ctx) {
      if (ctx.state(behaviour).size() == 0 && !ctx.state(stopped).value()) {
        ctx.state(early).put(message);
      } else {
        handle(message, ctx, reply -> {});
      }
      ctx.reply(new Arrived());
    }

    private void handle(M message, ReplyContext<Void, ?> ctx, Consumer<R> replying) {
      var now = ctx.state(behaviour).value(NOW);
      if (now.isPresent()) {
        var acting = new Acting(ctx, replying);
        var next = now.get().receive(message, acting);
        if (acting.stops) {
          ctx.state(behaviour).clear();
          ctx.state(stopped).set(true);
        } else {
          ctx.state(behaviour).put(NOW, next);
        }
      }
    }

    private final class Acting implements Context<M, R, B> {
      private final ReplyContext<Void, ?> ctx;
      private final Consumer<R> replying;
      private boolean stops;

      Acting(ReplyContext<Void, ?> ctx, Consumer<R> replying) {
        this.ctx = ctx;
        this.replying = replying;
      }

      @Override
      public ActorRef<M> self() {
        return new ActorRef<>(ctx.key());
      }

      @Override
      public ActorRef<M> spawn(B first) {
        var child = ctx.key() + "/" + ctx.state(children).update(n -> n + 1);
        ctx.ask(spawner.at(child), first);
        return new ActorRef<>(child);
      }

      @Override
      public void tell(ActorRef<M> actor, M message) {
        ctx.ask(teller.at(actor.key()), message);
      }

      @Override
      public void reply(R reply) {
        replying.accept(reply);
      }

      @Override
      public void stop() {
        stops = true;
      }
    }
  }
}
