package @package@;

import dev.portals.build.Application;
import dev.portals.build.ApplicationProvider;
import java.util.List;

/** What Main runs, and what the portals command finds in the jar. */
public final class Applications implements ApplicationProvider {
  private static final List<String> LINES =
      List.of("to be or not to be", "that is the question", "whether to suffer or to take arms");

  @Override
  public List<Application> applications() {
    return List.of(Words.application(LINES));
  }
}
