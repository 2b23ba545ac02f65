-- One row per year of a contract: who is paid, gains and bears what at the payment terms $terms.
-- Key: year
-- Not a forecast. In every row, to the penny: budget_gbp + management_fee_gbp = care_gbp + tax_gbp
-- + transition_gbp + management_fee_gbp + held_back_gbp + provider_gbp + commissioner_gbp.
-- What is paid up front is the first to give way where rounding would pay more than the budget.
select
    year,
    budget_gbp,
    part_of(budget_gbp, management_fee_percent) as management_fee_gbp,
    least(part_of(budget_gbp, upfront_percent), budget_gbp - outcome_gbp) as upfront_gbp,
    outcome_gbp,
    budget_gbp - upfront_gbp - outcome_gbp as balance_gbp,
    earned_gbp,
    held_back_gbp,
    care_gbp,
    tax_gbp,
    transition_gbp,
    surplus_gbp,
    provider_gbp,
    surplus_gbp - provider_gbp as commissioner_gbp,
    provider_total_gbp,
    commissioner_total_gbp,
    held_back_total_gbp,
    greatest(care_gbp - upfront_gbp, 0) as to_finance_gbp,
from payment_outcomes(
    $terms, [$terms.demand_growth_percent], [$terms.outcome_achievement_percent]
)
order by year
