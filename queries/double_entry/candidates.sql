-- One row per two findings, one of each analyst, that may be the same one; the likeliest first.
-- Key: first_place, second_place
-- Same site, and either the same outcome and a measure of a similar name, or nearly the same measure
-- under another outcome. similarity is that of Jaro and Winkler (Winkler 1990), 0 to 1, over the
-- measures in lower case. apart holds those that somebody said are two findings.
with compared as (
    select
        a.place as first_place,
        b.place as second_place,
        a.outcome_domain = b.outcome_domain as same_outcome,
        jaro_winkler_similarity(lower(a.measure), lower(b.measure)) as similarity,
        (a.period = b.period)::integer
            + (a.population = b.population)::integer
            + (a.value = b.value and a.unit = b.unit)::integer
            + (a.comparator = b.comparator)::integer
            + (a.locator = b.locator)::integer as n_alike,
    from first_findings as a
    inner join second_findings as b on b.site_id = a.site_id
)

select first_place, second_place
from compared
anti join apart using (first_place, second_place)
where (same_outcome and similarity >= 0.7) or similarity >= 0.95
order by same_outcome desc, similarity desc, n_alike desc, first_place, second_place
