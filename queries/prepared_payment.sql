-- The payment model. Every amount is in pounds and rounded to the penny once; what rounding leaves
-- goes to the commissioner, whose parts are what is over.
create macro pennies(amount) as cast(round(amount, 2) as decimal(18, 2));

-- In more digits than DuckDB takes by itself, or a large amount would overflow.
create macro part_of(amount, percent) as
    pennies(cast(amount as decimal(28, 2)) * percent * 0.01);

-- What the provider has of an amount: all of it up to a limit, a share of what lies above.
create macro provider_part(amount, whole_up_to, percent_above) as
    least(amount, whole_up_to)
    + part_of(greatest(amount - whole_up_to, 0), percent_above);

-- One row per growth of demand, share of outcomes reached and year.
-- terms is a struct of the terms in evidence/payment/term_list.py. A growth over several years is
-- multiplied out in decimals, since power() is not exact to the penny.
create macro payment_outcomes(terms, demand_growths, achievements) as table
with recursive asked as (
    select unnest(
        cast(
            terms as struct(
                annual_value_gbp decimal(14, 2),
                annual_growth_percent decimal(7, 2),
                years integer,
                upfront_percent decimal(7, 2),
                management_fee_percent decimal(7, 2),
                provider_keeps_surplus_to_percent decimal(7, 2),
                surplus_share_provider_percent decimal(7, 2),
                provider_bears_deficit_to_percent decimal(7, 2),
                deficit_share_provider_percent decimal(7, 2),
                outcome_payment_percent decimal(7, 2),
                unreclaimable_tax_percent decimal(7, 2),
                transition_cost_gbp decimal(18, 2),
                first_year_cost_gbp decimal(14, 2)
            )
        )
    )
),

demands as (
    select unnest(cast(demand_growths as decimal(7, 2)[])) as demand_growth_percent
),

achieved as (
    select unnest(cast(achievements as decimal(7, 2)[])) as outcome_achievement_percent
),

factors as (
    select
        growth_percent,
        years,
        1 as year,
        cast(1 as decimal(26, 20)) as factor,
    from (
        select annual_growth_percent as growth_percent, years from asked
        union
        select demands.demand_growth_percent, asked.years from demands cross join asked
    )
    union all
    select
        growth_percent,
        years,
        year + 1,
        cast(factor * cast(1 + growth_percent * 0.01 as decimal(9, 6)) as decimal(26, 20)),
    from factors
    where year < years
),

budgets as (
    select
        asked.*,
        factors.year,
        achieved.outcome_achievement_percent,
        pennies(asked.annual_value_gbp * factors.factor) as budget_gbp,
        part_of(budget_gbp, asked.outcome_payment_percent) as outcome_gbp,
        part_of(outcome_gbp, achieved.outcome_achievement_percent) as earned_gbp,
        outcome_gbp - earned_gbp as held_back_gbp,
        if(factors.year = 1, asked.transition_cost_gbp, 0) as transition_gbp,
    from asked
    inner join factors on factors.growth_percent = asked.annual_growth_percent
    cross join achieved
),

costs as (
    select
        demands.demand_growth_percent,
        factors.year,
        pennies(ifnull(asked.first_year_cost_gbp, asked.annual_value_gbp) * factors.factor)
            as care_gbp,
        part_of(care_gbp, asked.unreclaimable_tax_percent) as tax_gbp,
    from asked
    cross join demands
    inner join factors on factors.growth_percent = demands.demand_growth_percent
),

results as (
    select
        budgets.*,
        costs.demand_growth_percent,
        costs.care_gbp,
        costs.tax_gbp,
        budget_gbp - held_back_gbp - care_gbp - tax_gbp - transition_gbp as surplus_gbp,
        if(
            surplus_gbp >= 0,
            provider_part(
                surplus_gbp,
                part_of(budget_gbp, provider_keeps_surplus_to_percent),
                surplus_share_provider_percent
            ),
            -provider_part(
                -surplus_gbp,
                part_of(care_gbp, provider_bears_deficit_to_percent),
                deficit_share_provider_percent
            )
        ) as provider_gbp,
    from budgets
    inner join costs on costs.year = budgets.year
)

select
    results.*,
    sum(provider_gbp) over totals as provider_total_gbp,
    sum(surplus_gbp - provider_gbp) over totals as commissioner_total_gbp,
    sum(held_back_gbp) over totals as held_back_total_gbp,
from results
window totals as (
    partition by demand_growth_percent, outcome_achievement_percent
    order by year
);
