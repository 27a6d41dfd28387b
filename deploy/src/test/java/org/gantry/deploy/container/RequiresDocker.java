package org.gantry.deploy.container;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

/**
 * Leaves tests out where no Docker engine answers, and says so on stderr; with {@code -Ddocker.required=true} they fail
 * instead.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RequiresDocker.Condition.class)
@interface RequiresDocker {
    /** Asks the engine. */
    final class Condition implements ExecutionCondition {
        private static final String REQUIRED = "docker.required";

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            try {
                DockerClientFactory.instance().client();
                return ConditionEvaluationResult.enabled("a Docker engine answers");
            } catch (IllegalStateException e) {
                String why = "no Docker engine answers (" + e.getMessage() + "): start one, or name it in DOCKER_HOST";
                if (Boolean.getBoolean(REQUIRED)) {
                    throw new ExtensionConfigurationException(REQUIRED + "=true, but " + why, e);
                }
                System.err.println(context.getDisplayName() + " is left out: " + why);
                return ConditionEvaluationResult.disabled(why);
            }
        }
    }
}
