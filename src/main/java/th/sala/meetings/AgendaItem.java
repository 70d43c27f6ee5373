package th.sala.meetings;

import java.util.List;
import java.util.Set;
import java.util.UUID;

/// ระเบียบวาระ.
///
/// @param number from 1
/// @param interested the attendees who have an interest in it (ผู้มีส่วนได้เสีย)
public record AgendaItem(
        UUID id, int number, String title, List<Paper> papers, Set<UUID> interested) {
    public AgendaItem {
        papers = List.copyOf(papers);
        interested = Set.copyOf(interested);
    }
}
