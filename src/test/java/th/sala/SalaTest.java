package th.sala;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import th.sala.check.ForeignScope;
import th.sala.check.LeakScan;

/// A test of the running program: real PostgreSQL with a database of the class's own, a data folder
/// of its own, pages by `MockMvcTester`. Each statement is tried in a foreign scope as well, log
/// and answers are looked through.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@SpringBootTest
@AutoConfigureMockMvc
@ContextConfiguration(initializers = TestInstallation.class)
@DirtiesContext
@ExtendWith({ForeignScope.Verdict.class, LeakScan.Verdict.class})
public @interface SalaTest {}
