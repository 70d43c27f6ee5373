/// `./sala run --demo`: an empty installation filled with a fictional province (จังหวัดศรีสมุทร),
/// its two districts, a neighbouring province (จังหวัดทะเลหลวง) and a department, people in all
/// roles, and forty letters written for it. Everything goes through the services that people's own
/// acts go through.
///
/// `sala.demo.letters` (`SALA_DEMO_LETTERS`) says how many of the forty letters are sent, from the
/// oldest on; they go out after the start, by the real outbox.
///
/// `sala.demo.only` (`SALA_DEMO_ONLY`) hosts a part of it: `province` (with its districts),
/// `neighbour`, `department`, or several with commas. So two installations on one machine can be
/// two provinces that write to each other:
///
/// ```
/// SALA_DEMO_ONLY=province  ./sala run --demo --data /tmp/a --port 8080
/// SALA_DEMO_ONLY=neighbour SALA_SMTP_PORT=3525 SALA_SUBMISSION_PORT=3587 ./sala run --demo --data /tmp/b --port 8081
/// ```
@ApplicationModule(
        allowedDependencies = {
            "law",
            "thai",
            "database",
            "accounts",
            "agencies",
            "mail",
            "registers",
            "letters",
            "leave",
            "telework",
            "meetings",
            "jobs",
            "evidence"
        })
@NullMarked
package th.sala.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
