package org.gantry.deploy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;
import org.apache.kafka.server.authorizer.Action;
import org.apache.kafka.server.authorizer.AuthorizableRequestContext;
import org.apache.kafka.server.authorizer.AuthorizationResult;
import org.gantry.bus.Grant;
import org.gantry.bus.Grant.Pattern;

/** Kafka's authorizer, which remembers what each principal did by its rights; the broker makes it by its name. */
public final class WatchedAuthorizer extends StandardAuthorizer {
    private static final Set<Done> DONE = ConcurrentHashMap.newKeySet();

    private record Done(String principal, String kind, String name, String operation) {}

    @Override
    public List<AuthorizationResult> authorize(AuthorizableRequestContext context, List<Action> actions) {
        List<AuthorizationResult> results = super.authorize(context, actions);
        for (int i = 0; i < actions.size(); i++) {
            if (results.get(i) == AuthorizationResult.ALLOWED) {
                Action action = actions.get(i);
                DONE.add(new Done(
                        context.principal().toString(),
                        action.resourcePattern().resourceType().name(),
                        action.resourcePattern().name(),
                        action.operation().name()));
            }
        }
        return results;
    }

    /** Whether somebody has made use of a right. */
    static boolean used(String principal, Grant grant) {
        return DONE.stream()
                .anyMatch(done -> done.principal().equals(principal)
                        && done.kind().equals(grant.kind().name())
                        && done.operation().equals(grant.operation().name())
                        && (grant.pattern() == Pattern.PREFIXED
                                ? done.name().startsWith(grant.name())
                                : done.name().equals(grant.name())));
    }
}
