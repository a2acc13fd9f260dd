module {
  func.func public @main(%input0: tensor<2x3xf32>) -> (tensor<2x3xf32>, tensor<2x3xf32>, tensor<2x3xf32>, tensor<2x3xf32>, tensor<2x3xf32>, tensor<2x3xf32>, tensor<2x3xf32>, tensor<2x3xf32>, tensor<2x3xf32>, tensor<2x3xf32>, tensor<2x3xf32>, tensor<2x3xf32>, tensor<2x3xf32>) {
    %0 = stablehlo.negate %input0 : tensor<2x3xf32>
    %1 = stablehlo.abs %input0 : tensor<2x3xf32>
    %2 = stablehlo.sign %input0 : tensor<2x3xf32>
    %3 = stablehlo.exponential %input0 : tensor<2x3xf32>
    %4 = stablehlo.exponential_minus_one %input0 : tensor<2x3xf32>
    %5 = stablehlo.log %input0 : tensor<2x3xf32>
    %6 = stablehlo.sqrt %input0 : tensor<2x3xf32>
    %7 = stablehlo.tanh %input0 : tensor<2x3xf32>
    %8 = stablehlo.logistic %input0 : tensor<2x3xf32>
    %9 = stablehlo.constant dense<0x00000000> : tensor<2x3xf32>
    %10 = stablehlo.abs %input0 : tensor<2x3xf32>
    %11 = stablehlo.negate %10 : tensor<2x3xf32>
    %12 = stablehlo.exponential %11 : tensor<2x3xf32>
    %13 = stablehlo.log_plus_one %12 : tensor<2x3xf32>
    %14 = stablehlo.maximum %input0, %9 : tensor<2x3xf32>
    %15 = stablehlo.add %14, %13 : tensor<2x3xf32>
    %16 = chlo.erf %input0 : tensor<2x3xf32> -> tensor<2x3xf32>
    %17 = stablehlo.sine %input0 : tensor<2x3xf32>
    %18 = stablehlo.cosine %input0 : tensor<2x3xf32>
    return %0, %1, %2, %3, %4, %5, %6, %7, %8, %15, %16, %17, %18 : tensor<2x3xf32>, tensor<2x3xf32>, tensor<2x3xf32>, tensor<2x3xf32>, tensor<2x3xf32>, tensor<2x3xf32>, tensor<2x3xf32>, tensor<2x3xf32>, tensor<2x3xf32>, tensor<2x3xf32>, tensor<2x3xf32>, tensor<2x3xf32>, tensor<2x3xf32>
  }
}
