package th.sala.agencies;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import th.sala.accounts.SignedIn;
import th.sala.law.Refusal;

/// Units and positions of an agency, each with its way up.
@Controller
class StructureController {
    private static final String ADMINISTRATOR = PeopleController.ADMINISTRATOR;
    private static final String BACK = "redirect:/people/units";

    record UnitForm(String name, String ownerCode, String parent) {
        UnitForm {
            name = name == null ? "" : name;
            ownerCode = ownerCode == null ? "" : ownerCode;
            parent = parent == null ? "" : parent;
        }
    }

    record PositionForm(String title, String unit, String superior) {
        PositionForm {
            title = title == null ? "" : title;
            unit = unit == null ? "" : unit;
            superior = superior == null ? "" : superior;
        }
    }

    /// @param depth 0 for a unit directly under the agency
    record UnitRow(Unit unit, int depth) {}

    /// @param up titles of the positions above, the next one first
    record PositionRow(Position position, String unit, List<String> up, List<Official> holders) {}

    private final Organisation organisation;
    private final Clock clock;

    StructureController(Organisation organisation, Clock clock) {
        this.organisation = organisation;
        this.clock = clock;
    }

    @GetMapping("/people/units")
    ModelAndView structure(@AuthenticationPrincipal SignedIn who) {
        var agency = who.agency();
        var units = organisation.units(agency);
        var positions = organisation.positions(agency);
        return new ModelAndView("agencies/units")
                .addObject("units", tree(units))
                .addObject("positions", rows(positions, units, organisation.holders(agency)));
    }

    private static List<UnitRow> tree(List<Unit> units) {
        var rows = new ArrayList<UnitRow>();
        below(units, null, 0, rows);
        return rows;
    }

    private static void below(
            List<Unit> units, @Nullable UUID parent, int depth, List<UnitRow> rows) {
        for (var unit : units) {
            if (java.util.Objects.equals(unit.parent(), parent)) {
                rows.add(new UnitRow(unit, depth));
                below(units, unit.id(), depth + 1, rows);
            }
        }
    }

    private static List<PositionRow> rows(
            List<Position> positions, List<Unit> units, Map<UUID, List<Official>> holders) {
        var unitNames = new HashMap<@Nullable UUID, String>();
        units.forEach(unit -> unitNames.put(unit.id(), unit.name()));
        var byId = new HashMap<UUID, Position>();
        positions.forEach(position -> byId.put(position.id(), position));
        return positions.stream()
                .map(position ->
                        new PositionRow(
                                position,
                                unitNames.getOrDefault(position.unit(), ""),
                                Organisation.above(byId, position.id()).stream()
                                        .map(Position::title)
                                        .toList(),
                                holders.getOrDefault(position.id(), List.of())))
                .sorted(java.util.Comparator.comparingInt(row -> row.up().size()))
                .toList();
    }

    // ---- units

    @GetMapping("/people/units/new")
    @PreAuthorize(ADMINISTRATOR)
    ModelAndView newUnit(@AuthenticationPrincipal SignedIn who) {
        return unitPage(who, null, new UnitForm("", "", ""), null);
    }

    @GetMapping("/people/units/{id}")
    @PreAuthorize(ADMINISTRATOR)
    ModelAndView unit(@AuthenticationPrincipal SignedIn who, @PathVariable UUID id) {
        var unit = unitHere(who, id);
        var parent = unit.parent() == null ? "" : unit.parent().toString();
        return unitPage(who, id, new UnitForm(unit.name(), unit.ownerCode(), parent), null);
    }

    @PostMapping({"/people/units", "/people/units/{id}"})
    @PreAuthorize(ADMINISTRATOR)
    ModelAndView saveUnit(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable(required = false) @Nullable UUID id,
            @ModelAttribute("form") UnitForm form,
            BindingResult errors,
            RedirectAttributes flash) {
        if (id != null) {
            unitHere(who, id);
        }
        var check = new Check(errors);
        check.text("name", form.name(), Check.NAME);
        check.optional("ownerCode", form.ownerCode(), Check.CODE);
        var parent = check.id("parent", form.parent());
        if (check.failed()) {
            return Check.refused(unitPage(who, id, form, null));
        }
        try {
            if (id == null) {
                organisation.addUnit(who.agency(), form.name(), form.ownerCode(), parent, today());
            } else {
                organisation.changeUnit(who.agency(), id, form.name(), form.ownerCode(), parent);
            }
        } catch (Refusal refusal) {
            return Check.refused(unitPage(who, id, form, refusal));
        }
        flash.addFlashAttribute("done", "agencies.done.saved");
        return new ModelAndView(BACK);
    }

    @PostMapping("/people/units/{id}/close")
    @PreAuthorize(ADMINISTRATOR)
    ModelAndView closeUnit(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            RedirectAttributes flash) {
        var unit = unitHere(who, id);
        try {
            organisation.closeUnit(who.agency(), id);
        } catch (Refusal refusal) {
            var parent = unit.parent() == null ? "" : unit.parent().toString();
            return Check.refused(
                    unitPage(
                            who, id, new UnitForm(unit.name(), unit.ownerCode(), parent), refusal));
        }
        flash.addFlashAttribute("done", "agencies.done.closed");
        return new ModelAndView(BACK);
    }

    private ModelAndView unitPage(
            SignedIn who, @Nullable UUID id, UnitForm form, @Nullable Refusal refusal) {
        var others =
                tree(organisation.units(who.agency())).stream()
                        .filter(row -> !row.unit().id().equals(id))
                        .map(row ->
                                new Choice(
                                        row.unit().id().toString(),
                                        "– ".repeat(row.depth()) + row.unit().name()))
                        .toList();
        return new ModelAndView("agencies/unit")
                .addObject("id", id)
                .addObject("form", form)
                .addObject("refusal", refusal)
                .addObject("units", others);
    }

    private Unit unitHere(SignedIn who, UUID id) {
        return organisation.units(who.agency()).stream()
                .filter(unit -> unit.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    // ---- positions

    @GetMapping("/people/positions/new")
    @PreAuthorize(ADMINISTRATOR)
    ModelAndView newPosition(@AuthenticationPrincipal SignedIn who) {
        return positionPage(who, null, new PositionForm("", "", ""), null);
    }

    @GetMapping("/people/positions/{id}")
    @PreAuthorize(ADMINISTRATOR)
    ModelAndView position(@AuthenticationPrincipal SignedIn who, @PathVariable UUID id) {
        return positionPage(who, id, form(positionHere(who, id)), null);
    }

    @PostMapping({"/people/positions", "/people/positions/{id}"})
    @PreAuthorize(ADMINISTRATOR)
    ModelAndView savePosition(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable(required = false) @Nullable UUID id,
            @ModelAttribute("form") PositionForm form,
            BindingResult errors,
            RedirectAttributes flash) {
        if (id != null) {
            positionHere(who, id);
        }
        var check = new Check(errors);
        check.text("title", form.title(), Check.NAME);
        var unit = check.id("unit", form.unit());
        var superior = check.id("superior", form.superior());
        if (check.failed()) {
            return Check.refused(positionPage(who, id, form, null));
        }
        try {
            if (id == null) {
                organisation.addPosition(who.agency(), form.title(), unit, superior, today());
            } else {
                organisation.changePosition(who.agency(), id, form.title(), unit, superior);
            }
        } catch (Refusal refusal) {
            return Check.refused(positionPage(who, id, form, refusal));
        }
        flash.addFlashAttribute("done", "agencies.done.saved");
        return new ModelAndView(BACK);
    }

    @PostMapping("/people/positions/{id}/close")
    @PreAuthorize(ADMINISTRATOR)
    ModelAndView closePosition(
            @AuthenticationPrincipal SignedIn who,
            @PathVariable UUID id,
            RedirectAttributes flash) {
        var position = positionHere(who, id);
        try {
            organisation.closePosition(who.agency(), id);
        } catch (Refusal refusal) {
            return Check.refused(positionPage(who, id, form(position), refusal));
        }
        flash.addFlashAttribute("done", "agencies.done.closed");
        return new ModelAndView(BACK);
    }

    private static PositionForm form(Position position) {
        return new PositionForm(
                position.title(),
                position.unit() == null ? "" : position.unit().toString(),
                position.superior() == null ? "" : position.superior().toString());
    }

    private ModelAndView positionPage(
            SignedIn who, @Nullable UUID id, PositionForm form, @Nullable Refusal refusal) {
        var units = organisation.units(who.agency());
        var names = new HashMap<@Nullable UUID, String>();
        units.forEach(unit -> names.put(unit.id(), unit.name()));
        var others =
                organisation.positions(who.agency()).stream()
                        .filter(position -> !position.id().equals(id))
                        .map(position ->
                                new Choice(
                                        position.id().toString(),
                                        (position.title()
                                                        + " "
                                                        + names.getOrDefault(position.unit(), ""))
                                                .strip()))
                        .toList();
        return new ModelAndView("agencies/position")
                .addObject("id", id)
                .addObject("form", form)
                .addObject("refusal", refusal)
                .addObject(
                        "units",
                        units.stream()
                                .map(unit -> new Choice(unit.id().toString(), unit.name()))
                                .toList())
                .addObject("positions", others);
    }

    private Position positionHere(SignedIn who, UUID id) {
        return organisation.positions(who.agency()).stream()
                .filter(position -> position.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
