"""A condition: a column's value is among those that a subquery gives, which is asked once."""

from django.db.models import BooleanField, Func, Subquery


class Among(Func):
    """`Among("root", rows.values("pk")[:20])`: what `root__in` says, with a bound on the subquery's cost.

    PostgreSQL may ask the subquery of an IN anew for every row, where it knows too little of a table
    that was just filled: a discussion of 10,000 comments then took minutes. An array is made once.
    """

    output_field = BooleanField()
    arity = 2

    def __init__(self, column, rows, **extra):
        super().__init__(column, rows if isinstance(rows, Subquery) else Subquery(rows), **extra)

    def as_sql(self, compiler, connection, **context):
        return super().as_sql(
            compiler, connection, template="%(expressions)s", arg_joiner=" IN ", **context
        )

    def as_postgresql(self, compiler, connection, **context):
        return super().as_sql(
            compiler,
            connection,
            template="%(expressions)s)",
            arg_joiner=" = ANY(ARRAY",
            **context,
        )
