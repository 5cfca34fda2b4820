package dev.portals.testkit.reference;

/**
 * Names one value of state (design rule S10).
 *
 * @param workflow the path of the workflow
 * @param task the name of the task
 * @param state the declared name
 * @param key the key; empty for state of the task
 */
public record StateId(String workflow, String task, String state, String key) {}
