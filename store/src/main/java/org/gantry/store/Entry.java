package org.gantry.store;

/**
 * A key and its value.
 *
 * @param key the key
 * @param value the value
 * @param <K> type of the key
 * @param <V> type of the value
 */
public record Entry<K, V>(K key, V value) {}
