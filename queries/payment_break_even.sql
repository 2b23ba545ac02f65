-- One row: up to which growth of demand the provider's results over the whole term of a contract
-- do not add up to less than zero, at the payment terms $terms.
-- Key: none, one row
-- Not a forecast. Tried is every tenth of a percent from $low to $high. demand_growth_percent is
-- null where the provider is below zero at all of them (n_not_below is 0).
select
    count(*) as n_tried,
    count(*) filter (provider_total_gbp >= 0) as n_not_below,
    max(demand_growth_percent) filter (provider_total_gbp >= 0) as demand_growth_percent,
    max(demand_growth_percent - annual_growth_percent) filter (provider_total_gbp >= 0) as points,
from payment_outcomes(
    $terms,
    list_transform(
        range(cast($low * 10 as integer), cast($high * 10 as integer) + 1),
        lambda tenths: cast(tenths * 0.1 as decimal(7, 2))
    ),
    [$terms.outcome_achievement_percent]
)
where year = years
