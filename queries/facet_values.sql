-- One row per facet and value that can be chosen, in the order in which it is offered.
-- Key: facet, value
select
    facet,
    value,
    label,
from facet_values
order by facet, sort_order, label, value
