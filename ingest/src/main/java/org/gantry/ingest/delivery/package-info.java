/**
 * Deliveries: what is put into a folder is ingested when it is complete, and settled when the bus has it. The folder
 * that a user has watched and the inbox of uploads are two such folders.
 */
@NullMarked
package org.gantry.ingest.delivery;

import org.jspecify.annotations.NullMarked;
