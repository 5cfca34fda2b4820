package dev.portals.examples.wordcount;

/** Asks how often a word has been seen. */
public record CountRequest(String word) {}
