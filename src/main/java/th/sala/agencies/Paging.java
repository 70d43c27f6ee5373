package th.sala.agencies;

/// Which part of a long list a page shows.
///
/// @param page from 1
record Paging(int page, int pages, int count, int rows) {
    static Paging of(String typed, int count) {
        var rows = PeopleController.ROWS;
        var pages = Math.max(1, (count + rows - 1) / rows);
        int page;
        try {
            page = Integer.parseInt(typed.strip());
        } catch (NumberFormatException wrong) {
            page = 1;
        }
        return new Paging(Math.clamp(page, 1, pages), pages, count, rows);
    }

    int skip() {
        return (page - 1) * rows;
    }

    public boolean hasPrevious() {
        return page > 1;
    }

    public boolean hasNext() {
        return page < pages;
    }
}
