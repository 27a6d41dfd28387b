/**
 * Routes of the HTTP API as values: each mounts its handler and says what it takes and answers, so that the OpenAPI
 * document is made of what is served. Problems are RFC 9457's.
 */
@NullMarked
package org.gantry.web;

import org.jspecify.annotations.NullMarked;
