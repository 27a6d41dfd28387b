package org.gantry.bus;

/**
 * How far a member of a consumer group is behind.
 *
 * @param topic name of the topic that it takes, without prefix
 * @param group name of its group, without prefix
 * @param records that stand in its partitions, or wait in its memory, and are not handled; those of a chunked payload
 *     count one by one until they are fetched
 */
public record Lag(String topic, String group, long records) {}
