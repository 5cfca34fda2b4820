package dev.portals.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A role may do so little that one sees all of it at once. */
class ContextsTest {
  static List<Class<?>> contexts() {
    return List.of(LaneContext.class, TaskContext.class, ReplyContext.class);
  }

  @ParameterizedTest
  @MethodSource("contexts")
  void context_ofARole_hasAtMostEightMethods(Class<?> context) {
    assertThat(Arrays.stream(context.getMethods()).map(Method::toString).toList())
        .hasSizeBetween(3, 8);
  }
}
