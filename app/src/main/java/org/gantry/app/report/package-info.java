/**
 * What a run leaves for people: pictures of its learning, its alpha, its confusions and its CAMs, and the leaderboard.
 * Values of the domain come in, pictures and text go out; nothing here knows the bus.
 */
@NullMarked
package org.gantry.app.report;

import org.jspecify.annotations.NullMarked;
