package dev.portals.examples.cart;

import java.util.List;
import java.util.stream.IntStream;

/** The names in the shop. */
final class Catalogue {
  private static final List<String> PRODUCTS =
      List.of(
          "socks",
          "t-shirt",
          "jeans",
          "sneakers",
          "backpack",
          "water bottle",
          "headphones",
          "notebook",
          "coffee mug",
          "desk lamp",
          "umbrella",
          "sunglasses",
          "scarf",
          "raincoat",
          "yoga mat",
          "bike lock",
          "phone case",
          "keyboard",
          "board game",
          "tent");
  private static final List<String> STYLES =
      List.of(
          "", "red ", "blue ", "green ", "black ", "white ", "grey ", "small ", "large ", "used ");
  private static final List<String> FIRST =
      List.of(
          "alice", "bilal", "carmen", "david", "elif", "fatou", "goran", "hana", "ines", "jonas",
          "kofi", "lucia", "mehmet", "nadia", "oskar", "priya", "quentin", "rosa", "samir", "tove",
          "umar", "vera", "wei", "yara", "zoe");
  private static final List<String> LAST =
      List.of(
          "andersson",
          "bauer",
          "costa",
          "diallo",
          "eriksen",
          "fischer",
          "garcia",
          "haller",
          "ivanov",
          "jansen",
          "kim",
          "lopez",
          "mensah",
          "novak",
          "okafor",
          "patel",
          "rossi",
          "silva",
          "tanaka",
          "weber");

  /** How many different items there are at most. */
  static final int ITEMS = PRODUCTS.size() * STYLES.size();

  private Catalogue() {}

  static List<String> items(int count) {
    return IntStream.range(0, count).mapToObj(Catalogue::item).toList();
  }

  static List<String> users(int count) {
    return IntStream.range(0, count).mapToObj(Catalogue::user).toList();
  }

  private static String item(int number) {
    return STYLES.get(number / PRODUCTS.size()) + PRODUCTS.get(number % PRODUCTS.size());
  }

  private static String user(int number) {
    var first = FIRST.get(number % FIRST.size());
    var last = LAST.get(number / FIRST.size() % LAST.size());
    var round = number / (FIRST.size() * LAST.size());
    return first + "." + last + (round == 0 ? "" : round + 1);
  }
}
