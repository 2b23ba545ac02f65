-- One row: how far two analysts put the same findings into the same categories.
-- kappa = (observed - expected) / (1 - expected), Cohen, J. (1960). A coefficient of agreement for
-- nominal scales. Educational and Psychological Measurement 20(1), 37-46. observed is n_equal / n;
-- expected is what two people would share by chance who use each category as often as these two did,
-- n_by_chance / n². All are counts of findings, multiplied out so that nothing is rounded before the
-- one division. kappa is null without findings, and where both used one and the same category alone.
with counted as (
    select count(*) as n, count(*) filter (where first_value = second_value) as n_equal
    from ratings
),

by_first as (select first_value as category, count(*) as n from ratings group by all),

by_second as (select second_value as category, count(*) as n from ratings group by all),

chance as (
    select coalesce(sum(by_first.n * by_second.n), 0) as n_by_chance
    from by_first
    inner join by_second using (category)
)

select
    n,
    n_equal,
    (n * n_equal - n_by_chance) / nullif(n * n - n_by_chance, 0)::double as kappa,
from counted
cross join chance
