-- One row: in how many pairs at least one analyst entered a figure, and in how many of those both
-- entered the same one: value and unit character by character, as printed.
select
    count(*) as n,
    count(*) filter (where first_value = second_value and first_unit = second_unit) as n_equal,
from figures
where first_value <> '' or second_value <> ''
