package th.sala.accounts;

import java.lang.reflect.Method;
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.StaticMethodMatcherPointcut;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Service;
import th.sala.database.AgencyScope;
import th.sala.evidence.Act;
import th.sala.evidence.Evidence;
import th.sala.law.Citation;
import th.sala.law.Refusal;

/// Whatever a service refuses a person is evidence, too: taken down after the refused work was
/// rolled back, in a transaction of its own. It suffices that a method of a service takes the
/// person who asks.
final class WatchedRefusals implements MethodInterceptor {
    private static final ScopedValue<Boolean> INSIDE = ScopedValue.newInstance();

    private final ObjectProvider<Evidence> evidence;
    private final ObjectProvider<Clock> clock;

    private WatchedRefusals(ObjectProvider<Evidence> evidence, ObjectProvider<Clock> clock) {
        this.evidence = evidence;
        this.clock = clock;
    }

    @Override
    public @Nullable Object invoke(MethodInvocation call) throws Throwable {
        if (INSIDE.isBound()) {
            return call.proceed();
        }
        try {
            return ScopedValue.where(INSIDE, true).call(call::proceed);
        } catch (Refusal refusal) {
            takeDown(call, refusal);
            throw refusal;
        }
    }

    private void takeDown(MethodInvocation call, Refusal refusal) {
        var who = (Asking) argument(call, Asking.class);
        if (who == null) {
            return;
        }
        var act =
                Act.refused(
                        name(call.getMethod()),
                        who.about() == null ? record(call) : who.about(),
                        clock.getObject().instant(),
                        refusal.citation().map(Citation::id).orElse(refusal.key()));
        AgencyScope.within(
                who.agency(), () -> evidence.getObject().recordApart(who.asking(), act));
    }

    private static @Nullable UUID record(MethodInvocation call) {
        return argument(call, Account.class) instanceof Account account
                ? account.id()
                : (UUID) argument(call, UUID.class);
    }

    private static @Nullable Object argument(MethodInvocation call, Class<?> type) {
        return Arrays.stream(call.getArguments()).filter(type::isInstance).findFirst().orElse(null);
    }

    /// `incoming-desk.register` for `IncomingDesk.register`.
    static String name(Method method) {
        return kebab(method.getDeclaringClass().getSimpleName()) + "." + kebab(method.getName());
    }

    static String kebab(String name) {
        return name.replaceAll("(?<=.)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    /// Methods of services that take the person who asks.
    private static final class Asked extends StaticMethodMatcherPointcut {
        @Override
        public boolean matches(Method method, Class<?> type) {
            return type.isAnnotationPresent(Service.class)
                    && Arrays.stream(method.getParameterTypes())
                            .anyMatch(Asking.class::isAssignableFrom);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static class Watch {
        @Bean
        @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
        static DefaultPointcutAdvisor refusalsWatched(
                ObjectProvider<Evidence> evidence, ObjectProvider<Clock> clock) {
            var advisor =
                    new DefaultPointcutAdvisor(new Asked(), new WatchedRefusals(evidence, clock));
            // outside of the transaction: what was refused is rolled back by then
            advisor.setOrder(Ordered.HIGHEST_PRECEDENCE);
            return advisor;
        }
    }
}
