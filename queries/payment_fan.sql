-- One row per growth of demand, share of outcomes reached and year of a contract: what the
-- provider's results add up to at the payment terms $terms.
-- Key: demand_growth_percent, outcome_achievement_percent, year
-- Not a forecast. Demand grows from 2 points a year slower than the budget to 4 faster, and as the
-- terms say. Where nothing is paid on outcomes, reaching them makes no difference: only the share
-- of the terms is counted.
select
    demand_growth_percent,
    outcome_achievement_percent,
    year,
    provider_total_gbp,
    demand_growth_percent - annual_growth_percent as points,
    demand_growth_percent = $terms.demand_growth_percent as is_chosen_growth,
    outcome_achievement_percent = $terms.outcome_achievement_percent as is_chosen_achievement,
from payment_outcomes(
    $terms,
    list_distinct(
        list_append(
            list_transform(
                range(13),
                lambda half_points:
                    cast($terms.annual_growth_percent - 2 + half_points * 0.5 as decimal(7, 2))
            ),
            cast($terms.demand_growth_percent as decimal(7, 2))
        )
    ),
    list_distinct(
        list_append(
            cast(
                if($terms.outcome_payment_percent = 0, [], [0, 25, 50, 75, 100])
                as decimal(7, 2)[]
            ),
            cast($terms.outcome_achievement_percent as decimal(7, 2))
        )
    )
)
order by demand_growth_percent, outcome_achievement_percent, year
